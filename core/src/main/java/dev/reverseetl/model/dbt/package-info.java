/** Models from dbt: what a project's manifest says of them, read without dbt and without a connection. */
@NullMarked
package dev.reverseetl.model.dbt;

import org.jspecify.annotations.NullMarked;
