package dev.reverseetl.examples;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.report.PermissionReport;
import java.util.Locale;

/** How the report of an audit is written. Its constants are shown, and given, in lower case. */
enum ReportFormat {
    /** For people. */
    TEXT {
        @Override
        String render(AuditReport report) {
            return PermissionReport.text(report);
        }
    },
    /** For tools: in ASCII, which no terminal's or pipe's encoding can spoil. */
    JSON {
        @Override
        String render(AuditReport report) {
            StringBuilder ascii = new StringBuilder();
            PermissionReport.json(report).chars().forEach(unit -> {
                if (unit < 0x80) {
                    ascii.append((char) unit);
                } else { // only ever inside a string
                    ascii.append(String.format(Locale.ROOT, "\\u%04x", unit));
                }
            });
            return ascii.toString();
        }
    };

    abstract String render(AuditReport report);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
