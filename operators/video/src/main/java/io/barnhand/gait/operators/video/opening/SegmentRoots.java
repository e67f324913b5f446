package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The folders that may hold segments. Everyone who can write to a topic names files to read;
 * without roots that could be any file of the machine and any address it reaches.
 *
 * <p>An address is absolute and has neither query, fragment nor user. {@code .}, {@code ..} and
 * empty parts are refused, as are dots, slashes, backslashes, percent signs and control characters
 * in percent encoding: two readers of an address may understand them as two places. A file must lie
 * below its root after all links are followed.
 */
public final class SegmentRoots implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final Pattern DISGUISED =
            Pattern.compile("%(?:2[5ef]|5c|[01][0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);
    private static final String FILE = "file";

    private final List<Address> roots;

    /**
     * @param scheme in lower case
     * @param authority bucket or host, empty for files
     * @param path decoded; of a root without the slash at its end, so that "" is all of a bucket
     */
    private record Address(String scheme, String authority, String path) implements Serializable {

        boolean contains(Address other) {
            return scheme.equals(other.scheme)
                    && authority.equals(other.authority)
                    && other.path.startsWith(path + "/");
        }
    }

    /**
     * @param roots folders, as paths or URIs, at least one
     * @throws IllegalArgumentException if one of them is no folder's address
     */
    public SegmentRoots(List<String> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException(
                    BarnhandException.message(
                            "there is none",
                            "name the folders that segments may be read from, such as /var/footage or s3://barn/live"));
        }
        this.roots = roots.stream().map(SegmentRoots::root).toList();
    }

    /**
     * The address of a segment: of a file with all links followed, any other as it was given.
     *
     * @throws VideoException {@code foreign_root} if it is not below a root, {@code missing} if the
     *     file does not exist
     */
    public URI resolve(String uri) {
        Address address;
        try {
            address = address(uri);
        } catch (IllegalArgumentException e) {
            throw foreign(uri, e.getMessage());
        }
        List<Address> above = roots.stream().filter(root -> root.contains(address)).toList();
        if (above.isEmpty()) {
            throw foreign(uri, "is not below any of the roots");
        }
        return address.scheme.equals(FILE) ? real(uri, address, above) : encoded(address);
    }

    private static URI real(String uri, Address address, List<Address> above) {
        try {
            Path file = Path.of(address.path).toRealPath();
            for (Address root : above) {
                if (file.startsWith(Path.of(root.path + "/").toRealPath())) {
                    return file.toUri();
                }
            }
            throw foreign(uri, "leaves its root by a link");
        } catch (NoSuchFileException e) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    String.format(Locale.ROOT, "There is no file %s", uri),
                    "keep segments until their recording has ended, and check that the disk is mounted");
        } catch (IOException e) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    String.format(Locale.ROOT, "%s cannot be read (%s)", uri, e),
                    "check the disk and the permissions",
                    e);
        }
    }

    private static Address root(String text) {
        String uri =
                SCHEME.matcher(text).matches()
                        ? text
                        : Path.of(text).toAbsolutePath().normalize().toUri().toString();
        try {
            Address address = address(uri.endsWith("/") ? uri : uri + "/");
            if (address.scheme.equals(FILE) && !address.authority.isEmpty()) {
                throw new IllegalArgumentException("names a host; write file:///folder");
            }
            return new Address(
                    address.scheme,
                    address.authority,
                    address.path.substring(0, address.path.length() - 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s", text, e.getMessage()), e);
        }
    }

    private static Address address(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URI (" + e.getReason() + ")", e);
        }
        String path = uri.getPath();
        if (uri.getScheme() == null || path == null || !path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "is no absolute URI, such as file:///footage/1.mp4 or s3://barn/1.mp4");
        }
        if (uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("has a query, a fragment or a user");
        }
        if (DISGUISED.matcher(uri.getRawPath()).find()) {
            throw new IllegalArgumentException(
                    "has a dot, slash, backslash, percent sign or control character in percent encoding");
        }
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean emptyWithin = parts[i].isEmpty() && i < parts.length - 1;
            if (emptyWithin
                    || parts[i].equals(".")
                    || parts[i].equals("..")
                    || parts[i].contains("\\")) {
                throw new IllegalArgumentException(
                        "has a part that is empty, a dot, two dots or holds a backslash");
            }
        }
        return new Address(
                uri.getScheme().toLowerCase(Locale.ROOT),
                uri.getRawAuthority() == null ? "" : uri.getRawAuthority(),
                path);
    }

    private static URI encoded(Address address) {
        try {
            return new URI(address.scheme, address.authority, address.path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("An address that was read cannot be written", e);
        }
    }

    private static VideoException foreign(String uri, String why) {
        return new VideoException(
                DeadLetterReason.FOREIGN_ROOT,
                null,
                String.format(Locale.ROOT, "%s %s", uri, why),
                "announce segments below source.kafka.roots only, or add their folder to it");
    }
}
