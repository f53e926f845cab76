package dev.reverseetl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | integer | SAME",
                "integer | bigint | WIDENED",
                "smallint | bigint | WIDENED",
                "bigint | integer | CHANGED",
                "bigint | numeric | WIDENED",
                "bigint | numeric(20,0) | CHANGED",
                "integer | text | CHANGED",
                "real | double precision | CHANGED",
                "double precision | real | CHANGED",
                "real | numeric | CHANGED",
                "character varying(20) | character varying(30) | WIDENED",
                "character varying(20) | character varying | WIDENED",
                "character varying(20) | text | WIDENED",
                "character varying | text | WIDENED",
                "text | character varying | WIDENED",
                "text | character varying(20) | CHANGED",
                "character varying(30) | character varying(20) | CHANGED",
                "character(3) | character varying(3) | CHANGED",
                "character(3) | character(4) | CHANGED",
                "numeric(8,2) | numeric(10,2) | WIDENED",
                "numeric(8,2) | numeric | WIDENED",
                "numeric(8,2) | numeric(10,4) | WIDENED",
                "numeric(8,2) | numeric(8,4) | CHANGED",
                "numeric(8,2) | numeric(8,1) | CHANGED",
                "numeric(8,-2) | numeric(9,-2) | WIDENED",
                "numeric | numeric(8,2) | CHANGED",
                "timestamp(3) without time zone | timestamp(6) without time zone | WIDENED",
                "timestamp(3) without time zone | timestamp without time zone | WIDENED",
                "timestamp without time zone | timestamp(3) without time zone | CHANGED",
                "timestamp without time zone | timestamp with time zone | CHANGED",
                "time(1) with time zone | time(2) with time zone | WIDENED",
                "bit varying(5) | bit varying(6) | WIDENED",
                "bit(5) | bit(6) | CHANGED",
                "integer[] | bigint[] | WIDENED",
                "integer[] | integer | CHANGED",
                "character varying(5)[] | text[] | WIDENED",
                "date | timestamp without time zone | CHANGED",
                "json | jsonb | CHANGED",
                "app.email | text | CHANGED",
                "\"we ird\".\"t(1)\" | \"we ird\".\"t(2)\" | CHANGED",
            })
    void isTold(String before, String now, TypeChange change) {
        assertThat(TypeChange.between(before, now)).isEqualTo(change);
    }
}
