/**
 * A stand-in for AWS on this machine: it speaks the Query APIs of RDS and EC2 over HTTP, as far as this library uses
 * them, keeps state, checks signatures, records requests and fails on demand.
 *
 * <pre>{@code
 * StandInAccount account = StandInAccount.create("us-east-1")
 *         .add(StandInInstance.postgres("shop").endpoint("localhost", 5432).securityGroups("sg-1"))
 *         .add(new StandInSecurityGroup("sg-1", "shop", "vpc-1"));
 * try (AwsStandIn aws = AwsStandIn.start(account)) {
 *     // hand aws.endpoint() and account.accessKeyId(), account.secretAccessKey() to the provider
 * }
 * }</pre>
 */
@NullMarked
package dev.reverseetl.provider.rds.standin;

import org.jspecify.annotations.NullMarked;
