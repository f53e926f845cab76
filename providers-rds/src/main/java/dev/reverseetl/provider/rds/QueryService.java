package dev.reverseetl.provider.rds;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The services with a Query API that are asked here, and how their forms and answers differ. */
enum QueryService {
    EC2("ec2", "2016-11-15", "Filter", "Value", "NextToken", "nextToken"),
    RDS("rds", "2014-10-31", "Filters.Filter", "Values.Value", "Marker", "Marker");

    private final String id;
    private final String version;
    private final String filter;
    private final String filterValue;
    private final String pageParameter;
    private final String nextPage;

    QueryService(String id, String version, String filter, String filterValue, String pageParameter, String nextPage) {
        this.id = id;
        this.version = version;
        this.filter = filter;
        this.filterValue = filterValue;
        this.pageParameter = pageParameter;
        this.nextPage = nextPage;
    }

    /** {@return its name in signatures} */
    String id() {
        return id;
    }

    /** {@return AWS's own address of it in a region} */
    URI endpoint(Region region) {
        return URI.create("https://" + ServiceMetadata.of(id).endpointFor(region));
    }

    String version() {
        return version;
    }

    /** {@return what the names of a filter's parameters start with} */
    String filter(int number) {
        return filter + "." + number;
    }

    /** {@return the name of a filter's values, without their numbers} */
    String filterValues(int number) {
        return filter(number) + "." + filterValue;
    }

    /** {@return the parameter that asks for another page than the first} */
    String pageParameter() {
        return pageParameter;
    }

    /** {@return where the next page is, or empty} */
    String nextPage(XmlElement result) {
        return result.text(nextPage);
    }

    /** Returns what an answer tells: RDS wraps it once more. */
    Optional<XmlElement> result(String action, XmlElement root) {
        if (!root.name().equals(action + "Response")) {
            return Optional.empty();
        }
        return this == EC2 ? Optional.of(root) : root.child(action + "Result");
    }

    /** Returns the error that an answer tells, with a code. */
    Optional<XmlElement> error(XmlElement root) {
        Optional<XmlElement> error =
                this == EC2 ? root.child("Errors").flatMap(errors -> errors.child("Error")) : root.child("Error");
        return error.filter(e -> !e.text("Code").isEmpty());
    }

    /** Returns the request id of an error, or empty. */
    String requestId(XmlElement root) {
        return root.text(this == EC2 ? "RequestID" : "RequestId");
    }
}
