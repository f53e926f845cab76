package dev.reverseetl.tracking;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Collects changes into pages. */
final class PageIterator implements Iterator<ChangePage> {
    private final ChangeSet set;
    private final int size;
    private @Nullable ChangePage ready;

    PageIterator(ChangeSet set, int size) {
        this.set = set;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        if (ready == null) {
            List<Change> changes = new ArrayList<>();
            while (changes.size() < size) {
                Change change = set.next();
                if (change == null) {
                    break;
                }
                changes.add(change);
            }
            ready = changes.isEmpty() ? null : new ChangePage(set, changes);
        }
        return ready != null;
    }

    @Override
    public ChangePage next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException("There is no further page");
        }
        ChangePage page = ready;
        ready = null;
        return page;
    }
}
