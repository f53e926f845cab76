package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemasInTextTest {
    @Test
    void whatOnlyASchemaCanStandBefore() {
        assertThat(certain(
                        "SELECT m::a.t, CAST(m AS b.t), c.f(1), x COLLATE d.k, 1 OPERATOR(e.+) 2, f.t 'v', g.t $$v$$"))
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void whatAnAliasCanStandBeforeToo() {
        SchemasInText text = new SchemasInText("SELECT a.id, a.b.id, (c).d.e FROM s.t AS a WHERE arr[1:f.n] IS NULL");
        assertThat(text.certain()).isEmpty();
        assertThat(text.all()).containsExactlyInAnyOrder("a", "s", "f");
    }

    @Test
    void namesInQuotesAndWithEscapes() {
        assertThat(certain("SELECT x::\"A.\"\"b\".t, x::U&\"h\\0069d\".t, x::U&\"\\+00006Fk\".t, x::Odd.t"))
                .containsExactlyInAnyOrder("A.\"b", "hid", "ok", "odd");
    }

    @Test
    void stringsThatAreCastToReferences() {
        SchemasInText text = new SchemasInText("""
                SELECT 'a.f(b.t)'::regprocedure, '{c.t}'::regclass[], CAST('d.t' AS regtype), regclass 'e.t',
                       'f.t'::pg_catalog.regclass, 'no.t'::text, 'nor.this', g.h('x.y')""");
        assertThat(text.certain()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "pg_catalog");
        assertThat(text.inStrings()).contains("no", "nor", "x");
    }

    @Test
    void anyTextWillDo() {
        for (String text :
                new String[] {"", ".", "a.", ".a", "'", "\"", "a.\"", "::a.b", "'a.b'::", "U&\"\\", "$$a.b"}) {
            assertThat(new SchemasInText(text).in(new TreeNode("QUERY", Map.of())))
                    .hasSizeLessThan(2);
        }
    }

    private static Iterable<String> certain(String text) {
        return new SchemasInText(text).certain();
    }
}
