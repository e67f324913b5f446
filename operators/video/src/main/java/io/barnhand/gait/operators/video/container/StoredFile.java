package io.barnhand.gait.operators.video.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * A file of a store, as found in a listing.
 *
 * @param sidecar the file with {@code .json} behind the name, or null
 */
public record StoredFile(
        RemoteFiles store, URI uri, String relative, long bytes, RemoteFiles.RemoteEntry sidecar)
        implements FootageFile {

    /** An address as a user writes it, not encoded. */
    public static String address(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return uri.getScheme() + "://" + authority + uri.getPath();
    }

    @Override
    public String toString() {
        return address(uri);
    }

    @Override
    public String path() {
        return address(uri);
    }

    @Override
    public Optional<InputStream> openSidecar() throws IOException {
        return sidecar == null ? Optional.empty() : Optional.of(store.open(sidecar.address()));
    }

    @Override
    public VideoContainer container() {
        return VideoContainer.open(uri, store);
    }
}
