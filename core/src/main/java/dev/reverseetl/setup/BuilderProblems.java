package dev.reverseetl.setup;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what is missing in a builder, or contradicts itself: all of it, so that one round of corrections is enough. */
final class BuilderProblems {
    private BuilderProblems() {}

    static List<String> of(
            int administrators,
            boolean twoPasswords,
            List<Model> models,
            List<ReadScope> scopes,
            Identifier managedSchema,
            Duration deadline,
            Duration lockTimeout) {
        List<String> problems = new ArrayList<>();
        if (administrators == 0) {
            problems.add("no administrator is given; call admin(DataSource) or admin(ConnectionSettings)");
        }
        if (administrators > 1) {
            problems.add("the administrator is given " + administrators + " times; call admin(…) once");
        }
        if (twoPasswords) {
            problems.add("both password(Secret) and generatedPassword() are called; use either");
        }
        Set<String> names = new HashSet<>();
        for (Model model : models) {
            if (!names.add(model.name())) {
                problems.add("two models are named \"" + model.name() + "\"; rename one");
            }
        }
        for (ReadScope scope : scopes) {
            if (scope.schema().filter(managedSchema::equals).isPresent()) {
                problems.add("the managed schema " + managedSchema.quoted()
                        + " is also to be read from; it is Segment's own, leave it out of grantRead(ReadScope)");
            }
        }
        if (lockTimeout.compareTo(deadline) > 0) {
            problems.add("the lock timeout \"" + lockTimeout + "\" is longer than the deadline \"" + deadline
                    + "\"; shorten it with lockTimeout(Duration)");
        }
        return problems;
    }
}
