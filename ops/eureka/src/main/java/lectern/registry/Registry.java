package lectern.registry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** A Eureka server; application.yml has how it differs from the standard one. */
@SpringBootApplication
@EnableEurekaServer
public class Registry {
  public static void main(String[] args) {
    SpringApplication.run(Registry.class, args);
  }
}
