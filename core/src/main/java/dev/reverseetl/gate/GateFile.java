package dev.reverseetl.gate;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.VisibleText;
import dev.reverseetl.internal.json.JsonObject;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads the files of a gate. */
final class GateFile {
    static final int VERSION = 1;

    private GateFile() {}

    static <T> T read(Path file, String what, Function<JsonObject, T> reader) {
        try {
            return reader.apply(JsonObject.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw invalid(file, what, "it doesn't exist", e);
        } catch (MalformedInputException e) {
            throw invalid(file, what, "it is not UTF-8", e);
        } catch (IOException e) {
            throw invalid(file, what, "it can't be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw invalid(file, what, String.valueOf(e.getMessage()), e);
        }
    }

    /** Checks the members with which every such file begins. */
    static void require(JsonObject json, String format) {
        if (!json.optionalText("format").filter(format::equals).isPresent()) {
            throw new IllegalArgumentException("the member \"format\" is not \"" + format + "\"");
        }
        if (json.number("schemaVersion") != VERSION) {
            throw new IllegalArgumentException("the member \"schemaVersion\" is not " + VERSION
                    + ": it comes from another version of the library");
        }
    }

    private static ReverseEtlException invalid(Path file, String what, String why, Exception cause) {
        return new ReverseEtlException(
                ErrorCode.GATE_FILE_INVALID,
                VisibleText.of("The file \"" + file + "\" is no " + what + ": " + why + "."),
                "Record it anew, or correct it as docs/json.md describes it.",
                cause);
    }
}
