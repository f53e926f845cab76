package dev.reverseetl.provider.rds;

import java.io.Serializable;

/**
 * Names a call for messages.
 *
 * @param service {@code RDS} or {@code EC2}
 * @param action such as {@code DescribeSubnets}
 * @param endpoint where it goes to
 */
record AwsCall(String service, String action, String endpoint) implements Serializable {
    @Override
    public String toString() {
        return service + " " + action + " at " + endpoint;
    }
}
