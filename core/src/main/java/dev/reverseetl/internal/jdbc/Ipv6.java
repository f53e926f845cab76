package dev.reverseetl.internal.jdbc;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The way in which the Java runtime writes IPv6 addresses. */
final class Ipv6 {
    private Ipv6() {}

    /**
     * Returns the address without the abbreviation {@code ::}. The runtime writes a certificate's addresses like that,
     * and the driver compares them as texts.
     */
    static String spelledOut(String address) {
        if (address.indexOf('%') >= 0) {
            // The zone belongs to this machine and stands in no certificate.
            return address;
        }
        try {
            // Brackets make it a literal for sure: no name server is asked.
            return InetAddress.getByName("[" + address + "]").getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
