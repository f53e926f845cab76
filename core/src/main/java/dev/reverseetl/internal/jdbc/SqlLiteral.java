package dev.reverseetl.internal.jdbc;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quotes texts for utility statements, which take no parameters. */
public final class SqlLiteral {
    private SqlLiteral() {}

    /**
     * Returns the text as a string literal that means the same whatever {@code standard_conforming_strings} is.
     *
     * @throws IllegalArgumentException if the text holds NUL
     */
    public static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A literal must not hold the character NUL");
        }
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /**
     * Returns the texts as an array, without a type if there are none.
     *
     * @throws IllegalArgumentException if a text holds NUL
     */
    public static String array(Collection<String> texts) {
        return texts.stream().map(SqlLiteral::quoted).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
