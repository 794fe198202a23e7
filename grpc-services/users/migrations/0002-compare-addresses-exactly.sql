-- josé@example.org and jose@example.org are two people: what the service takes for two addresses is two here.
ALTER TABLE users MODIFY email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
