package dev.reverseetl.model.dbt;

import java.util.List;
import java.util.Map;

/**
 * What can be selected by.
 *
 * @param uniqueId dbt's name for the node, such as {@code model.shop.users}
 * @param resourceType {@code model}, {@code seed} or {@code snapshot}
 * @param name its name in the project
 * @param packageName the project or package that it belongs to
 * @param fqn the package, the directories and the name
 * @param file where it is written, from the project's directory
 * @param tags its tags
 * @param config its configuration: names of members, with points between those of nested objects, to the values
 */
record NodeFacts(
        String uniqueId,
        String resourceType,
        String name,
        String packageName,
        List<String> fqn,
        String file,
        List<String> tags,
        Map<String, List<String>> config) {}
