ALTER TABLE content_files
  MODIFY label VARCHAR(100),
  -- Of a caption that was imported with its package: the playlist in the package that names it.
  ADD COLUMN playlist_path VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
