package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.ModelException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Which addresses a download may go to: https only. Plain http is for a server on this machine, and
 * only if the download began there: a server elsewhere must not be able to send it here.
 */
final class Addresses {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /**
     * The address to begin with.
     *
     * @throws ModelException if it is not permitted
     */
    static URI first(URI url) {
        if (!isSecure(url) && !isLocal(url)) {
            throw refused(url.toString(), "give an https address");
        }
        return url;
    }

    /**
     * Where a redirection leads.
     *
     * @param first the address that the download began with
     * @throws ModelException if it is not permitted
     */
    static URI redirected(URI first, URI from, String location) {
        URI next;
        try {
            next = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s redirects to something that is no address: %s",
                            from,
                            location),
                    "try again later",
                    e);
        }
        if (!isSecure(next) && !(isLocal(first) && isLocal(next))) {
            throw refused(
                    String.format(Locale.ROOT, "%s, to which %s redirects", next, from),
                    "try again later");
        }
        return next;
    }

    private static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null;
    }

    private static boolean isLocal(URI url) {
        return "http".equalsIgnoreCase(url.getScheme())
                && url.getHost() != null
                && LOOPBACK.contains(url.getHost());
    }

    private static ModelException refused(String address, String action) {
        return new ModelException(
                String.format(
                        Locale.ROOT, "Models are fetched over https only, not from %s", address),
                action);
    }
}
