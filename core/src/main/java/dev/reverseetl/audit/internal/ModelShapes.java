package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.audit.Guarantee;
import dev.reverseetl.audit.ModelShape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what is known of a model's result. */
final class ModelShapes {
    private final Comparison comparison;
    private final ModelSources sources;

    ModelShapes(Catalog catalog, Comparison comparison) {
        this.comparison = comparison;
        this.sources = new ModelSources(catalog, comparison.future());
    }

    ModelShape of(AuditedModel model, ResultShape shape) {
        Set<String> codes = model.findings.stream().map(Finding::code).collect(Collectors.toSet());
        boolean looked = model.ran && !codes.contains("RUN_FAILED");
        boolean found = shape.columns().stream()
                .map(ResultColumn::name)
                .collect(Collectors.toSet())
                .containsAll(model.bound.model().identifierColumns());
        Guarantee otherwise = !found ? Guarantee.UNKNOWN : looked ? Guarantee.OBSERVED : Guarantee.DECLARED;
        return new ModelShape(
                columns(shape),
                guarantee(codes, "IDENTIFIER_NULL", "IDENTIFIER_MAY_BE_NULL", otherwise),
                guarantee(codes, "IDENTIFIER_NOT_UNIQUE", "IDENTIFIER_MAY_REPEAT", otherwise),
                sources.of(model));
    }

    private List<ModelShape.Column> columns(ResultShape shape) {
        return shape.columns().stream()
                .map(column -> new ModelShape.Column(
                        column.name().value(),
                        comparison.types().getOrDefault(column.type(), "unknown"),
                        column.isNeverNull(comparison.tables())))
                .toList();
    }

    private static Guarantee guarantee(Set<String> codes, String violated, String uncertain, Guarantee otherwise) {
        if (codes.contains(violated)) {
            return Guarantee.VIOLATED;
        }
        return codes.contains(uncertain) ? Guarantee.UNKNOWN : otherwise;
    }
}
