package io.barnhand.gait.operators.video.container;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param base the folder that was named, or the file itself
 */
public record DiskFile(Path file, Path base) implements FootageFile {

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public URI uri() {
        return file.toAbsolutePath().normalize().toUri();
    }

    @Override
    public String path() {
        return file.toAbsolutePath().normalize().toString().replace(File.separatorChar, '/');
    }

    @Override
    public String relative() {
        return (Files.isDirectory(base) ? base.relativize(file) : file.getFileName())
                .toString()
                .replace(File.separatorChar, '/');
    }

    @Override
    public long bytes() throws IOException {
        return Files.size(file);
    }

    @Override
    public Optional<InputStream> openSidecar() throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".json");
        return Files.isRegularFile(beside)
                ? Optional.of(Files.newInputStream(beside))
                : Optional.empty();
    }

    @Override
    public Optional<FileNameText> nameFault() {
        return FileNameText.fault(file.toAbsolutePath());
    }

    @Override
    public Optional<FootageFile> sibling(String name) {
        Path other = file.resolveSibling(name);
        return Files.isRegularFile(other)
                ? Optional.of(new DiskFile(other, base.equals(file) ? other : base))
                : Optional.empty();
    }

    @Override
    public VideoContainer container() {
        return VideoContainer.open(file);
    }
}
