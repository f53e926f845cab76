package dev.reverseetl.provider.rds;

import java.util.List;
import java.util.Optional;

/**
 * An element of an XML document, without its namespace.
 *
 * @param name the local name
 * @param text the text that stands directly in it, without white space around
 * @param children its elements in order
 */
record XmlElement(String name, String text, List<XmlElement> children) {
    Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /** Returns the text of a child; empty if there is none. */
    String text(String childName) {
        return child(childName).map(XmlElement::text).orElse("");
    }

    boolean isTrue(String childName) {
        return Boolean.parseBoolean(text(childName));
    }

    /** Returns the number that a child holds; {@code otherwise} if there is none. */
    int number(String childName, int otherwise) {
        String text = text(childName);
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    /** Returns the text of a child; absent if there is none or it is empty. */
    Optional<String> optionalText(String childName) {
        return child(childName).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /** Returns the elements of a list. */
    List<XmlElement> items(String listName, String itemName) {
        return child(listName)
                .map(list -> list.children.stream()
                        .filter(child -> child.name.equals(itemName))
                        .toList())
                .orElse(List.of());
    }

    /** Returns the elements of a list, as EC2 calls them. */
    List<XmlElement> items(String listName) {
        return items(listName, "item");
    }
}
