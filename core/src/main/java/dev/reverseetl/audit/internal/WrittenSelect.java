package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One SELECT in a text, while it is read: what it selects from, and by which stars. */
final class WrittenSelect {
    /** What is selected from, and all names by which a star may refer to it. */
    private record Item(WrittenNames.Name name, Set<String> aliases) {}

    private final Optional<WrittenSelect> around;
    private final List<Item> items = new ArrayList<>();
    private final Set<String> stars = new HashSet<>();
    private final Set<Item> starred = new HashSet<>();
    private boolean everything;

    WrittenSelect(Optional<WrittenSelect> around) {
        this.around = around;
    }

    void selectEverything() {
        everything = true;
    }

    /** Notes {@code name.*}. */
    void selectAllOf(List<String> name) {
        stars.add(String.join(".", name));
    }

    void from(List<String> name, Optional<String> alias) {
        String last = name.get(name.size() - 1);
        String schema = name.size() == 1 ? "" : name.get(name.size() - 2);
        Set<String> aliases = new HashSet<>(Set.of(last, schema + "." + last));
        alias.ifPresent(aliases::add);
        items.add(new Item(new WrittenNames.Name(schema, last), aliases));
    }

    /** To be called once the whole text has been read: a star may refer to what a SELECT around this one reads. */
    void spreadStars() {
        if (everything) {
            starred.addAll(items);
        }
        stars.forEach(this::spread);
    }

    private void spread(String star) {
        List<Item> meant =
                items.stream().filter(item -> item.aliases().contains(star)).toList();
        starred.addAll(meant);
        if (meant.isEmpty()) {
            around.ifPresent(outer -> outer.spread(star));
        }
    }

    List<WrittenNames.Relation> relations() {
        return items.stream()
                .map(item -> new WrittenNames.Relation(item.name(), starred.contains(item)))
                .toList();
    }
}
