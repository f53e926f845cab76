package dev.reverseetl.examples;

import dev.reverseetl.gate.GateResult;
import dev.reverseetl.report.GateReport;
import java.util.Locale;

/** How the report of a gate is written. Its constants are shown, and given, in lower case. */
enum ReportFormat {
    /** For people. */
    TEXT {
        @Override
        String render(GateResult result) {
            return GateReport.text(result);
        }
    },
    /** For tools: in ASCII, which no terminal's or pipe's encoding can spoil. */
    JSON {
        @Override
        String render(GateResult result) {
            return inAscii(GateReport.json(result));
        }
    },
    /** For a comment on a pull request or merge request. */
    MARKDOWN {
        @Override
        String render(GateResult result) {
            return GateReport.markdown(result);
        }
    },
    /** For code scanning; in ASCII too. */
    SARIF {
        @Override
        String render(GateResult result) {
            return inAscii(GateReport.sarif(result));
        }
    },
    /** For what shows the results of tests. */
    JUNIT {
        @Override
        String render(GateResult result) {
            return GateReport.junit(result);
        }
    };

    abstract String render(GateResult result);

    /** In JSON, other characters are only ever inside a string. */
    private static String inAscii(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(unit -> {
            if (unit < 0x80) {
                ascii.append((char) unit);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", unit));
            }
        });
        return ascii.toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
