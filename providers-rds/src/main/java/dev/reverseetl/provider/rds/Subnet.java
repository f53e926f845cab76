package dev.reverseetl.provider.rds;

/**
 * A subnet of a VPC.
 *
 * @param id such as {@code subnet-0123}
 * @param vpcId the VPC
 * @param availabilityZone such as {@code us-east-1a}
 * @param cidrBlock its IPv4 addresses, or empty
 */
record Subnet(String id, String vpcId, String availabilityZone, String cidrBlock) {}
