package dev.reverseetl.examples;

import dev.reverseetl.postgres.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A file with a password in its only line.
 *
 * @param path where it is
 */
record PasswordFile(Path path) {
    private static final int BYTES = 24;

    boolean exists() {
        return Files.exists(path);
    }

    Secret read() {
        try {
            String password = Files.readString(path).replaceFirst("\\R\\z", "");
            if (password.isEmpty() || password.lines().count() > 1) {
                throw new ProgramFailure(
                        "The file \"" + path + "\" must hold a password in its only line.", "Correct or remove it.");
            }
            return Secret.of(password);
        } catch (IOException e) {
            throw new ProgramFailure("The file \"" + path + "\" can't be read: " + e + ".", "Make it readable.", e);
        }
    }

    /**
     * Creates it with a random password, readable by its owner only: before the password is used, so that it can't be
     * lost, whatever happens then.
     */
    Secret create() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            Files.createFile(path, ownerOnly());
            Files.writeString(path, password + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ProgramFailure(
                    "The password can't be written to \"" + path + "\": " + e + ". Nothing was changed.",
                    "Give a new file in an existing directory with --password-file.",
                    e);
        }
        return Secret.of(password);
    }

    /** Puts a password there that somebody else chose, readable by its owner only, instead of what there was. */
    void replace(Secret password) {
        try {
            Files.deleteIfExists(path);
            Files.createFile(path, ownerOnly());
            Files.writeString(path, password.<String>reveal(String::new) + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ProgramFailure(
                    "The password can't be written to \"" + path + "\": " + e + ".",
                    "Give a file in an existing directory with --password-file, and run it again: whoever chose the"
                            + " password still has it.",
                    e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
