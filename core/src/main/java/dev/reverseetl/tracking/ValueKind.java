package dev.reverseetl.tracking;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

/** How a value's text becomes an object, by PostgreSQL's built-in types. */
enum ValueKind {
    INTEGER(Form.NUMBER),
    LONG(Form.NUMBER),
    REAL(Form.NUMBER),
    DOUBLE(Form.NUMBER),
    NUMERIC(Form.NUMBER),
    BOOLEAN(Form.BOOLEAN),
    BYTES(Form.TEXT),
    UUID_VALUE(Form.TEXT),
    DATE(Form.TEXT),
    TIME(Form.TEXT),
    TIMESTAMP(Form.TEXT),
    TIMESTAMP_WITH_ZONE(Form.TEXT),
    JSON(Form.JSON),
    TEXT(Form.TEXT);

    /** What a value is in JSON. */
    enum Form {
        NUMBER,
        BOOLEAN,
        JSON,
        TEXT
    }

    private final Form form;

    ValueKind(Form form) {
        this.form = form;
    }

    /** Returns the kind of a type that is no domain. OIDs of built-in types are the same on every server. */
    static ValueKind of(long typeOid) {
        return switch ((int) typeOid) {
            case 16 -> BOOLEAN;
            case 17 -> BYTES;
            case 20, 26 -> LONG;
            case 21, 23 -> INTEGER;
            case 114, 3802 -> JSON;
            case 700 -> REAL;
            case 701 -> DOUBLE;
            case 1082 -> DATE;
            case 1083 -> TIME;
            case 1114 -> TIMESTAMP;
            case 1184 -> TIMESTAMP_WITH_ZONE;
            case 1700 -> NUMERIC;
            case 2950 -> UUID_VALUE;
            default -> TEXT;
        };
    }

    Form form() {
        return form;
    }

    /** What Java's type can't hold stays text: infinity, years before Christ, 24:00. */
    Object read(String text) {
        try {
            return switch (this) {
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case REAL -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case NUMERIC -> numeric(text);
                case BOOLEAN -> text.equals("t");
                case BYTES -> HexFormat.of().parseHex(text, 2, text.length());
                case UUID_VALUE -> UUID.fromString(text);
                case DATE -> LocalDate.parse(text);
                case TIME -> LocalTime.parse(text);
                case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
                case TIMESTAMP_WITH_ZONE -> instant(text);
                case JSON, TEXT -> text;
            };
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** Only a double has NaN and the infinities. */
    private static Object numeric(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? new BigDecimal(text) : Double.valueOf(text);
    }

    /** The session's time zone is UTC, so that the text always ends in {@code +00}. */
    private static Object instant(String text) {
        if (!text.endsWith("+00")) {
            return text;
        }
        return LocalDateTime.parse(text.substring(0, text.length() - 3).replace(' ', 'T'))
                .atOffset(ZoneOffset.UTC);
    }
}
