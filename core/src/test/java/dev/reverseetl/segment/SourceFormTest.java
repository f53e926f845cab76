package dev.reverseetl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SourceFormTest {
    @Test
    void showsTheFormsOwnLabelsWithoutAPassword() {
        assertThat(new SourceForm("db.example.com", 5432, "app", "segment"))
                .hasToString("hostname: db.example.com, port: 5432, database: app, username: segment,"
                        + " password: (not shown)");
    }

    @Test
    void takesExactNames() {
        SourceForm form = new SourceForm("db.example.com", 5432, "My App", "Segment-Ünit");
        assertThat(form.database()).isEqualTo("My App");
        assertThat(form.username()).isEqualTo("Segment-Ünit");
    }

    @Test
    void refusesEveryImpossibleFieldAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceForm("", 0, "", "seg\nment"))
                .withMessageContainingAll(
                        "host is blank", "port 0", "database is empty", "username has a control character");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without nullness checks can do
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new SourceForm(null, 1, "a", "b"))
                .withMessage("host");
        assertThatNullPointerException()
                .isThrownBy(() -> new SourceForm("h", 1, null, "b"))
                .withMessage("database");
        assertThatNullPointerException()
                .isThrownBy(() -> new SourceForm("h", 1, "a", null))
                .withMessage("username");
    }
}
