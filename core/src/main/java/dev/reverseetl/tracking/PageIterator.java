package dev.reverseetl.tracking;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Collects changes into pages. */
final class PageIterator implements Iterator<ChangePage> {
    private final ChangeSet set;
    private final int size;
    private List<Change> collected = new ArrayList<>();
    private boolean end;

    PageIterator(ChangeSet set, int size) {
        this.set = set;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        while (!end && collected.size() < size) {
            Change change = set.next();
            if (change == null) {
                end = true;
            } else {
                collected.add(change); // kept when the next can't be read: hasNext() may be called again
            }
        }
        return !collected.isEmpty();
    }

    @Override
    public ChangePage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There is no further page");
        }
        ChangePage page = new ChangePage(set, collected);
        collected = new ArrayList<>();
        set.handedOver(page.changes().size());
        return page;
    }
}
