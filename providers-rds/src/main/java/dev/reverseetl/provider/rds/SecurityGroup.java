package dev.reverseetl.provider.rds;

/**
 * A security group.
 *
 * @param id such as {@code sg-0123}
 * @param name its name
 * @param vpcId the VPC
 */
record SecurityGroup(String id, String name, String vpcId) {}
