package dev.reverseetl.tracking;

import java.util.List;
import java.util.Objects;

/**
 * Rows that a run leaves alone, because their identifiers don't tell them apart: they are neither reported nor deleted,
 * and the state of such an identifier stays as it is. Immutable and thread-safe.
 *
 * @param nullRows how many rows have a null in their identifier
 * @param duplicateIdentifiers how many identifiers have several rows that differ; equal rows count as one
 * @param nullSamples some of the rows with a null, as PostgreSQL's text by column
 * @param duplicateSamples some of these identifiers, as PostgreSQL's text by column
 */
public record SetAside(
        long nullRows, long duplicateIdentifiers, List<TextRow> nullSamples, List<TextRow> duplicateSamples) {
    /**
     * Checks that nothing is missing.
     *
     * @param nullRows the number of rows
     * @param duplicateIdentifiers the number of identifiers
     * @param nullSamples samples
     * @param duplicateSamples samples
     */
    public SetAside {
        Objects.requireNonNull(nullSamples, "nullSamples");
        Objects.requireNonNull(duplicateSamples, "duplicateSamples");
        nullSamples = List.copyOf(nullSamples);
        duplicateSamples = List.copyOf(duplicateSamples);
    }

    static SetAside none() {
        return new SetAside(0, 0, List.of(), List.of());
    }

    static SetAside of(SampledRows nulls, SampledRows duplicates) {
        return new SetAside(nulls.count(), duplicates.count(), nulls.samples(), duplicates.samples());
    }

    /** {@return whether no row is set aside} */
    public boolean isEmpty() {
        return nullRows == 0 && duplicateIdentifiers == 0;
    }

    /** Returns the counts; the samples may hold what is nobody's business in a log. */
    @Override
    public String toString() {
        return nullRows + " rows with a null identifier, " + duplicateIdentifiers + " identifiers not unique";
    }
}
