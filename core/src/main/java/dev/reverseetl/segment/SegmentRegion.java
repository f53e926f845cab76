package dev.reverseetl.segment;

import java.util.List;

/**
 * Where a Segment workspace lives, and so which addresses its Reverse ETL connects from. Immutable and thread-safe.
 *
 * <p>The addresses are those that Segment documented in November 2026. They age: compare them with its page, and hand
 * in your own where they differ.
 *
 * @see <a href="https://www.twilio.com/docs/segment/connections/storage/warehouses/faq">Segment: Warehouse FAQs, which
 *     IPs to allow</a>
 */
public enum SegmentRegion {
    /** Workspaces in the United States: {@code 52.25.130.38/32} and {@code 34.223.203.0/28}. */
    US,
    /** Workspaces in the European Union: {@code 3.251.148.96/29}. */
    EU;

    /** {@return the IPv4 ranges, in CIDR notation, that have to reach the database} */
    public List<String> cidrRanges() {
        return switch (this) {
            case US -> List.of("52.25.130.38/32", "34.223.203.0/28");
            case EU -> List.of("3.251.148.96/29");
        };
    }
}
