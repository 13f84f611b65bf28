package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.markup.JsonLd;
import dev.gleaner.markup.ParsedPage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads who stands behind a site from JSON-LD and microdata; of several descriptions the fullest counts. */
final class OrganizationReader {
    private static final int MOST_DESCRIPTIONS = 50;
    private static final int MOST_SAME_AS = 20;
    private static final int MOST_ITEMS = 1_000;

    /** Types that have the properties of an organisation and are something else. */
    private static final Set<String> SOMETHING_ELSE = Set.of(
            "Person",
            "WebSite",
            "WebPage",
            "ImageObject",
            "ContactPoint",
            "PostalAddress",
            "Place",
            "Product",
            "Event",
            "Article",
            "NewsArticle",
            "BlogPosting",
            "JobPosting",
            "Offer",
            "Review",
            "Brand",
            "Service");

    private static final Set<String> ORGANIZATIONS = Set.of(
            "Organization",
            "Corporation",
            "LocalBusiness",
            "NGO",
            "OnlineBusiness",
            "OnlineStore",
            "EducationalOrganization",
            "GovernmentOrganization",
            "MedicalOrganization",
            "NewsMediaOrganization",
            "PerformingGroup",
            "SportsOrganization",
            "Airline",
            "Library",
            "Project",
            "Store",
            "Restaurant",
            "Hotel");

    private final ParsedPage page;

    private OrganizationReader(ParsedPage page) {
        this.page = page;
    }

    /** Who stands behind the site of this page, if it says so. */
    static Optional<Organization> read(ParsedPage page) {
        OrganizationReader reader = new OrganizationReader(page);
        return Stream.concat(reader.ofJsonLd(), reader.ofMicrodata())
                .limit(MOST_DESCRIPTIONS)
                .filter(organization -> organization.fullness() > 0)
                .reduce((one, other) -> other.fullness() > one.fullness() ? other : one);
    }

    private Stream<Organization> ofJsonLd() {
        return page.data().objects().stream()
                .filter(object -> isOrganization(
                        JsonLd.typesOf(object),
                        property -> JsonLd.valuesOf(object, property).stream().findFirst()))
                .map(object -> organization(
                        JsonLd.typesOf(object),
                        property -> JsonLd.valuesOf(object, property),
                        addressOf(object).orElse(null)));
    }

    /** One of the known types, or one of their hundreds of subtypes, which only its properties betray. */
    private static boolean isOrganization(List<String> types, Function<String, Optional<String>> property) {
        return types.stream().anyMatch(ORGANIZATIONS::contains)
                || !types.isEmpty()
                        && types.stream().noneMatch(SOMETHING_ELSE::contains)
                        && property.apply("name").isPresent()
                        && Stream.of("address", "telephone", "legalName", "openingHours", "priceRange")
                                .anyMatch(it -> property.apply(it).isPresent());
    }

    private Organization organization(
            List<String> types, Function<String, List<String>> values, Organization.Address address) {
        Function<String, String> first =
                property -> values.apply(property).stream().findFirst().orElse(null);
        return new Organization(
                types.get(types.size() - 1),
                first.apply("name"),
                first.apply("legalName"),
                Optional.ofNullable(first.apply("url"))
                        .flatMap(page::resolve)
                        .map(Object::toString)
                        .orElse(null),
                first.apply("telephone"),
                first.apply("email"),
                address,
                values.apply("sameAs").stream().distinct().limit(MOST_SAME_AS).toList());
    }

    private Optional<Organization.Address> addressOf(JsonNode object) {
        JsonNode address = object.path("address");
        JsonNode first = address.isArray() ? address.path(0) : address;
        JsonNode described = first.isObject() && first.has("@id") && first.size() == 1 ? named(first) : first;
        return described.isObject()
                ? address(property ->
                        JsonLd.valuesOf(described, property).stream().findFirst())
                : JsonLd.valuesOf(object, "address").stream().findFirst().map(OrganizationReader::line);
    }

    /** A part of the graph that is only named where it is used. */
    private JsonNode named(JsonNode reference) {
        return page.data().objects().stream()
                .filter(object -> object.size() > 1 && object.path("@id").equals(reference.path("@id")))
                .findFirst()
                .orElse(reference);
    }

    private static Optional<Organization.Address> address(Function<String, Optional<String>> property) {
        Organization.Address address = new Organization.Address(
                property.apply("streetAddress").orElse(null),
                property.apply("postalCode").orElse(null),
                property.apply("addressLocality").orElse(null),
                property.apply("addressRegion").orElse(null),
                property.apply("addressCountry").orElse(null));
        return Optional.of(address).filter(it -> !it.isEmpty());
    }

    private static Organization.Address line(String address) {
        return new Organization.Address(address, null, null, null, null);
    }

    private Stream<Organization> ofMicrodata() {
        return page.document().select("[itemscope][itemtype]").stream()
                .limit(MOST_ITEMS)
                .map(MicrodataItem::of)
                .filter(item -> isOrganization(item.types(), item::first))
                .map(item ->
                        organization(item.types(), item::values, addressOf(item).orElse(null)));
    }

    private static Optional<Organization.Address> addressOf(MicrodataItem item) {
        return item.elements("address")
                .findFirst()
                .flatMap(address -> address.hasAttr("itemscope")
                        ? address(MicrodataItem.of(address)::first)
                        : MicrodataItem.valueOf(address).map(OrganizationReader::line));
    }
}
