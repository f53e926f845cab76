package dev.reverseetl.provider.rds.standin;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CIDR block as EC2 keeps it: with its host bits cleared. */
final class CidrBlock {
    private static final Pattern CIDR =
            Pattern.compile("([0-9]+(?:\\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)/(\\d{1,3})");

    private CidrBlock() {}

    static String normalised(String cidr) {
        Matcher matcher = CIDR.matcher(cidr);
        if (!matcher.matches()) {
            throw malformed(cidr);
        }
        try {
            // Digits and dots, or a colon: never looked up.
            byte[] address = InetAddress.getByName(matcher.group(1)).getAddress();
            int hostBits = address.length * 8 - Integer.parseInt(matcher.group(2));
            if (hostBits < 0) {
                throw malformed(cidr);
            }
            BigInteger network = new BigInteger(1, address).shiftRight(hostBits).shiftLeft(hostBits);
            return text(address.length, network) + "/" + matcher.group(2);
        } catch (UnknownHostException e) {
            throw malformed(cidr);
        }
    }

    private static String text(int length, BigInteger network) throws UnknownHostException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = network.shiftRight((length - 1 - i) * 8).byteValue();
        }
        String text = InetAddress.getByAddress(bytes).getHostAddress();
        // The JDK writes all eight groups; AWS shortens them.
        return length == 4 ? text : text.replaceFirst("(^|:)(0(:|$)){2,}", "::");
    }

    private static ApiError malformed(String cidr) {
        return new ApiError(400, "InvalidParameterValue", "CIDR block " + cidr + " is malformed");
    }
}
