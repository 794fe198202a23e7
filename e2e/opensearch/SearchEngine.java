import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/** One node of OpenSearch, {@code FOLDER PORT}, on the loopback. It runs until its input ends. */
final class SearchEngine extends Node {
  private SearchEngine(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "only"),
        List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class),
        false);
  }

  public static void main(String[] words) throws Exception {
    Settings settings =
        Settings.builder()
            .put("path.home", Path.of(words[0]))
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("transport.type", "netty4")
            .put("transport.port", "0")
            .put("http.type", "netty4")
            .put("http.port", words[1])
            // The tests bring little, and a machine whose disk is rather full is to run them too.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    try (Node node = new SearchEngine(settings)) {
      node.start();
      while (System.in.read() >= 0) {}
    }
  }
}
