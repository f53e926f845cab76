package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * As whom sessions of a role act: as itself, unless a setting {@code role} makes them act as another.
 *
 * @param loginOid the OID of the role that logs in
 * @param login the role that logs in
 * @param oid the OID of the role that acts
 * @param name the role that acts
 * @param ignored the values of settings {@code role} that sessions don't heed, since there is no such role or the
 *     membership is missing
 */
public record ActingRole(long loginOid, Identifier login, long oid, Identifier name, List<String> ignored) {
    /** Takes a copy of the list. */
    public ActingRole {
        ignored = List.copyOf(ignored);
    }

    /** {@return the role that acts, or nothing if the role that is to log in doesn't exist} */
    static Optional<ActingRole> of(List<RoleChoice> choices) {
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        RoleChoice first = choices.get(0);
        List<String> ignored = choices.stream()
                .takeWhile(choice -> !choice.isHeeded())
                .flatMap(choice -> choice.value().stream())
                .toList();
        Optional<RoleChoice> heeded =
                choices.stream().filter(RoleChoice::isHeeded).findFirst().filter(choice -> !choice.isNone());
        return Optional.of(new ActingRole(
                first.loginOid(),
                first.login(),
                heeded.map(RoleChoice::oid).orElse(first.loginOid()),
                heeded.flatMap(RoleChoice::value).map(Identifier::of).orElse(first.login()),
                ignored));
    }

    /** {@return whether the role that acts is another one than that which logs in} */
    public boolean isAnother() {
        return oid != loginOid;
    }
}
