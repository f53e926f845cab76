package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WrappedDumpProperties {
    @Property
    void givesBackWhatWasWrapped(@ForAll("dumps") String dump) {
        assertThat(WrappedDump.unwrapped(wrapped(dump))).isEqualTo(dump);
    }

    /** Words as a tree has them, and names whose blanks, parentheses and backslashes are escaped. */
    @Provide
    Arbitrary<String> dumps() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("abc:{}()").ofMinLength(1).ofMaxLength(30);
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("ab (){}\\é")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(name -> name.replaceAll("[ (){}\\\\]", "\\\\$0"));
        return Arbitraries.oneOf(words, names).list().ofMinSize(1).ofMaxSize(60).map(parts -> String.join(" ", parts));
    }

    /** What the server does. */
    private static String wrapped(String dump) {
        byte[] source = dump.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (source.length - at > 78) {
            int length = 78;
            int next = at + 78;
            if (source[next] == ' ') {
                next++;
            } else {
                int space = 77;
                while (space > 0 && source[at + space] != ' ') {
                    space--;
                }
                if (space > 0) {
                    length = space;
                    next = at + space + 1;
                }
            }
            out.append(new String(source, at, length, StandardCharsets.ISO_8859_1))
                    .append('\n');
            at = next;
        }
        out.append(new String(source, at, source.length - at, StandardCharsets.ISO_8859_1));
        return new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
