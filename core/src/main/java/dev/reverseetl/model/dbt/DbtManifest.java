package dev.reverseetl.model.dbt;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.LocatedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Models from a dbt project, by the file {@code target/manifest.json} that dbt writes when it compiles one: of dbt 1.5
 * and newer, with the adapter {@code postgres}.
 *
 * <p>A model, seed or snapshot that dbt stores in the database is read from there: {@code SELECT * FROM} its schema and
 * name. An ephemeral model isn't stored, so its query is its compiled code, which {@code dbt compile} writes and
 * {@code dbt parse} doesn't.
 *
 * <p>Its identifier is what {@code meta} says as {@value #DEFAULT_IDENTIFIER_META} (a column's exact name, or a list of
 * them), else the primary key among its constraints, else the column that is tested with {@code unique}, else the
 * columns of {@code dbt_utils.unique_combination_of_columns}. A test of some rows only doesn't count.
 *
 * <p>The file is read twice, and never kept whole: a manifest of 100,000 nodes takes little memory. Opens no
 * connection. Immutable and thread-safe.
 *
 * @see <a href="https://docs.getdbt.com/reference/artifacts/manifest-json">dbt: Manifest JSON file</a>
 */
public final class DbtManifest {
    /** Under which name a model's {@code meta} tells its identifier, unless another is given: {@value}. */
    public static final String DEFAULT_IDENTIFIER_META = "reverse_etl_id";

    private final Path file;
    private final DbtSelection selection;
    private final String identifierMeta;

    private DbtManifest(Path file, DbtSelection selection, String identifierMeta) {
        this.file = file;
        this.selection = selection;
        this.identifierMeta = identifierMeta;
    }

    /**
     * Names a manifest, of which all models, seeds and snapshots are wanted. Doesn't read it yet.
     *
     * @param file the file
     * @return the manifest
     */
    public static DbtManifest at(Path file) {
        return new DbtManifest(
                Objects.requireNonNull(file, "file"), new DbtSelection(List.of()), DEFAULT_IDENTIFIER_META);
    }

    /**
     * Picks what is wanted, in the syntax of dbt's {@code --select}: a name, a path, or {@code tag:}, {@code path:},
     * {@code config.materialized:}, {@code config.meta.NAME:}, {@code exposure:} (the models that it stands on),
     * {@code package:}, {@code resource_type:} and {@code fqn:}, with {@code *}, {@code ?} and {@code []} in the
     * values; with commas between what has to fit together, and blanks, or several arguments, between alternatives.
     * dbt's graph operators ({@code +}, {@code @}) are not supported.
     *
     * @param selections one or more; they replace those of an earlier call
     * @return a manifest with that selection
     * @throws IllegalArgumentException if there is none, or one of them can't be read
     * @see <a href="https://docs.getdbt.com/reference/node-selection/methods">dbt: Node selector methods</a>
     */
    public DbtManifest select(String... selections) {
        if (selections.length == 0) {
            throw new IllegalArgumentException("No selection is given");
        }
        return new DbtManifest(file, DbtSelection.of(List.of(selections)), identifierMeta);
    }

    /**
     * Tells where a model's {@code meta} names its identifier; by default {@value #DEFAULT_IDENTIFIER_META}.
     *
     * @param name the name within {@code meta}, with points between those of nested objects
     * @return a manifest with that setting
     * @throws IllegalArgumentException if the name is blank
     */
    public DbtManifest identifierMeta(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name within meta is blank");
        }
        return new DbtManifest(file, selection, name);
    }

    /**
     * Reads the models. Each is called as in dbt, with {@code .v2} behind it if it has a version, and with its package
     * before it if another has the same name. Its location is the file with its source, from the project's directory.
     *
     * @return the models, in the order of their names; at least one
     * @throws ReverseEtlException with {@link ErrorCode#MODELS_INVALID} if the file can't be read, is no manifest that
     *     can be used, nothing fits one of the selections, or something that fits is no model; the message has every
     *     problem
     */
    public List<LocatedModel> read() {
        List<String> problems = new ArrayList<>();
        List<LocatedModel> models =
                new ManifestReader(file, selection, new NodeIdentifier(identifierMeta), problems).read();
        if (!problems.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.MODELS_INVALID,
                    "The manifest \"" + file + "\" has " + problems.size()
                            + (problems.size() == 1 ? " problem" : " problems") + ":\n" + String.join("\n", problems)
                            + "\n",
                    "Correct the project, compile it again, or select other models.");
        }
        return models;
    }
}
