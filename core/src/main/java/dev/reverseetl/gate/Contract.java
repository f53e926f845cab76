package dev.reverseetl.gate;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.model.Model;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes of all models, as somebody recorded and reviewed them. Written as JSON, to be kept beside the models:
 * {@code docs/json.md} describes it. Immutable and thread-safe.
 *
 * @param models the models, ordered by name
 */
public record Contract(List<ModelContract> models) {
    /**
     * Puts the models in their order.
     *
     * @param models the models
     * @throws IllegalArgumentException if two have the same name
     */
    public Contract {
        Set<String> names = new HashSet<>();
        for (ModelContract model : models) {
            if (!names.add(model.name())) {
                throw new IllegalArgumentException("two models are named \"" + model.name() + "\"");
            }
        }
        models = models.stream()
                .sorted(Comparator.comparing(ModelContract::name))
                .toList();
    }

    /**
     * Records the models as an audit found them. Opens no connection.
     *
     * @param models the models
     * @param report the audit of them
     * @return the contract; models whose query couldn't be resolved are not in it
     */
    public static Contract of(Collection<Model> models, AuditReport report) {
        return new Contract(models.stream()
                .flatMap(model -> ModelContract.of(model, report.model(model.name())).stream())
                .toList());
    }

    /**
     * Reads a contract.
     *
     * @param file the file, in UTF-8
     * @return the contract
     * @throws ReverseEtlException with {@code GATE_FILE_INVALID} if the file can't be read or is no contract
     */
    public static Contract read(Path file) {
        return GateFile.read(file, "contract", ContractJson::read);
    }

    /** {@return the contract as JSON, indented, ending with a line break; the same for the same contract} */
    public String toJson() {
        return ContractJson.write(this);
    }

    Optional<ModelContract> model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
