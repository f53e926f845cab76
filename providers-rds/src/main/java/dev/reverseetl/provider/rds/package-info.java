/** Amazon RDS and Aurora PostgreSQL: how to recognise them, security groups, IAM login and endpoints. */
@NullMarked
package dev.reverseetl.provider.rds;

import org.jspecify.annotations.NullMarked;
