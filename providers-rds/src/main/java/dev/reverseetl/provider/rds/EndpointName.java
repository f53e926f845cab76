package dev.reverseetl.provider.rds;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a host says about RDS. The databases of Heroku's Essential and Advanced plans have such names too,
 * and the name of an instance can be of RDS or Aurora.
 *
 * @param kind what it leads to
 * @param id the identifier, in small letters; that of the cluster, proxy or endpoint where it isn't an instance's
 * @param region the region; absent for a global database's writer
 * @param partition such as {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 */
record EndpointName(Kind kind, String id, Optional<String> region, String partition) {
    enum Kind {
        INSTANCE,
        CLUSTER_WRITER,
        CLUSTER_READER,
        CLUSTER_CUSTOM,
        PROXY,
        PROXY_ENDPOINT,
        LIMITLESS_SHARD_GROUP,
        GLOBAL_WRITER
    }

    private static final String ID = "(?<id>[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)";
    private static final String INFIX =
            "(?<infix>cluster-ro-|cluster-custom-|cluster-|shardgrp-|global-|endpoint\\.proxy-|proxy-|)";
    private static final String HASH = "[a-z0-9]{1,32}";
    private static final String REGION = "(?<region>[a-z]{2,5}(?:-[a-z]{2,12}){1,2}-\\d{1,2}|global)";
    private static final String REGION_FIRST = REGION + "\\.rds(?:-fips)?";
    private static final String RDS_FIRST = "rds(?:-fips)?\\." + REGION;

    /** Most regions; the regions for governments are named so too. */
    private static final Pattern COMMON = pattern(REGION_FIRST, "amazonaws\\.(?<top>com|eu|au|uk)");
    /** China, in its new and its old form. */
    private static final Pattern CHINA = pattern(RDS_FIRST, "amazonaws\\.com(?<top>\\.cn)");

    private static final Pattern OLD_CHINA = pattern(REGION_FIRST, "amazonaws\\.com(?<top>\\.cn)");
    private static final Pattern ISOLATED =
            pattern(RDS_FIRST, "(?<top>amazonaws\\.com|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov)");
    private static final List<Pattern> FORMS = List.of(COMMON, CHINA, OLD_CHINA, ISOLATED);

    /** A whole host name is at most that long, with a closing dot. */
    private static final int MAX_CHARACTERS = 254;

    /** Reads a host name in any case, with or without a closing dot; empty if it is none of RDS. */
    static Optional<EndpointName> parse(String host) {
        if (host.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        // Only ASCII letters have another case here: a Kelvin sign is no k.
        if (!name.chars().allMatch(c -> c < 128)) {
            return Optional.empty();
        }
        String small = name.toLowerCase(Locale.ROOT);
        return FORMS.stream()
                .map(form -> form.matcher(small))
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(EndpointName::of);
    }

    private static Optional<EndpointName> of(Matcher match) {
        Kind kind = kind(match.group("infix"));
        String region = match.group("region");
        if ((kind == Kind.GLOBAL_WRITER) != region.equals("global")) {
            return Optional.empty();
        }
        return Optional.of(new EndpointName(
                kind,
                match.group("id"),
                kind == Kind.GLOBAL_WRITER ? Optional.empty() : Optional.of(region),
                partition(match.group("top"), region)));
    }

    private static Kind kind(String infix) {
        return switch (infix) {
            case "cluster-" -> Kind.CLUSTER_WRITER;
            case "cluster-ro-" -> Kind.CLUSTER_READER;
            case "cluster-custom-" -> Kind.CLUSTER_CUSTOM;
            case "shardgrp-" -> Kind.LIMITLESS_SHARD_GROUP;
            case "global-" -> Kind.GLOBAL_WRITER;
            case "proxy-" -> Kind.PROXY;
            case "endpoint.proxy-" -> Kind.PROXY_ENDPOINT;
            default -> Kind.INSTANCE;
        };
    }

    private static String partition(String top, String region) {
        return switch (top) {
            case ".cn" -> "aws-cn";
            case "c2s.ic.gov" -> "aws-iso";
            case "sc2s.sgov.gov" -> "aws-iso-b";
            case "eu" -> "aws-eusc";
            default -> region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        };
    }

    private static Pattern pattern(String regionAndService, String domain) {
        return Pattern.compile(ID + "\\." + INFIX + HASH + "\\." + regionAndService + "\\." + domain);
    }
}
