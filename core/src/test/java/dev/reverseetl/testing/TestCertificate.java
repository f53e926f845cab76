package dev.reverseetl.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** An X.509 certificate with its private key, made here and now, with no tool from outside. */
public final class TestCertificate {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(42, 840, 10045, 4, 3, 2));

    private final String name;
    private final KeyPair keys;
    private final byte[] encoded;

    private TestCertificate(String name, KeyPair keys, byte[] encoded) {
        this.name = name;
        this.keys = keys;
        this.encoded = encoded;
    }

    /** Makes a certificate that signs itself and may sign others. */
    public static TestCertificate root(String name) {
        KeyPair keys = newKeys();
        Instant now = Instant.now();
        byte[] mayIssue = extension(19, Der.sequence(Der.yes()));
        return new TestCertificate(
                name, keys, signed(name, keys, name, keys, now.minus(days(1)), now.plus(days(1)), mayIssue));
    }

    /** Makes a certificate for these hosts, valid from yesterday to tomorrow. */
    public TestCertificate issue(String name, String... hosts) {
        return issue(name, Instant.now().minus(days(1)), Instant.now().plus(days(1)), hosts);
    }

    public TestCertificate issue(String name, Instant from, Instant to, String... hosts) {
        KeyPair subject = newKeys();
        byte[][] names =
                List.of(hosts).stream().map(TestCertificate::alternative).toArray(byte[][]::new);
        byte[] extension = extension(17, Der.sequence(names));
        return new TestCertificate(name, subject, signed(this.name, keys, name, subject, from, to, extension));
    }

    public static Duration days(long days) {
        return Duration.ofDays(days);
    }

    public Path writeTo(Path file) throws IOException {
        return Files.writeString(file, pem("CERTIFICATE", encoded));
    }

    /** Writes the key so that only its owner can read it, as the driver and the server demand. */
    public Path writeKeyTo(Path file) throws IOException {
        return writePrivately(
                file, pem("PRIVATE KEY", keys.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII));
    }

    public Path writeKeyAsDerTo(Path file) throws IOException {
        return writePrivately(file, keys.getPrivate().getEncoded());
    }

    private static Path writePrivately(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        boolean unused =
                file.toFile().setReadable(false, false) && file.toFile().setReadable(true, true);
        return Files.write(file, content);
    }

    private static byte[] signed(
            String issuer,
            KeyPair issuerKeys,
            String subject,
            KeyPair subjectKeys,
            Instant from,
            Instant to,
            byte[] extension) {
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(2)),
                Der.integer(System.nanoTime()),
                ECDSA_WITH_SHA256,
                distinguished(issuer),
                Der.sequence(Der.time(from), Der.time(to)),
                distinguished(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuerKeys.getPrivate());
            signature.update(content);
            return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(85, 4, 3), Der.text(commonName))));
    }

    private static byte[] extension(int number, byte[] value) {
        return Der.sequence(Der.oid(85, 29, number), Der.yes(), Der.octets(value));
    }

    private static byte[] alternative(String host) {
        boolean address = host.indexOf(':') >= 0 || Character.isDigit(host.charAt(0));
        try {
            return address
                    ? Der.tagged(0x87, InetAddress.getByName(host).getAddress())
                    : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
