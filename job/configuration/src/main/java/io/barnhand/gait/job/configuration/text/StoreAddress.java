package io.barnhand.gait.job.configuration.text;

import java.util.regex.Pattern;

/**
 * Addresses in stores, such as {@code s3://barn/out}. They hold no key and no secret: a
 * configuration is written into logs and beside the results.
 */
public final class StoreAddress {

    /** What to do with one that has a secret. */
    public static final String WITHOUT_SECRET =
            "leave the key and the secret out and put them into the environment variables"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or into Flink's config.yaml";

    /** Before the host; a slash may belong to a secret, but not to the port of a host. */
    private static final Pattern SECRET =
            Pattern.compile("(?<=:/{1,2})[^/@:\\s]*:(?!\\d{1,5}(?:[/\\s]|$))[^@\\s]*@");

    private StoreAddress() {}

    /** Whether an address has a secret in it, as {@code s3://key:secret@barn/out} has. */
    public static boolean hasSecret(String address) {
        return SECRET.matcher(address).find();
    }

    /** A text without the secrets of the addresses in it. */
    public static String masked(String text) {
        return SECRET.matcher(text).replaceAll("…@");
    }
}
