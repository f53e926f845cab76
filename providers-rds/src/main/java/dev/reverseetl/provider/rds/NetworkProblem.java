package dev.reverseetl.provider.rds;

/**
 * Why a database can't be reached from the internet.
 *
 * @param kind what it is
 * @param problem the problem as a sentence
 * @param remedy what to do about it, as a sentence
 */
record NetworkProblem(Kind kind, String problem, String remedy) {
    enum Kind {
        NOT_PUBLIC,
        NO_ROUTE_TABLE,
        NO_INTERNET_ROUTE,
        BLACKHOLE_ROUTE,
        ACL_DENIES_INBOUND,
        ACL_DENIES_OUTBOUND
    }
}
