package dev.gleaner.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.sql.Template;

/**
 * The columns that an entity is made of, for statements of our own that return entities. They are named one by one, because
 * Hibernate Reactive cannot read {@code *} once the table has a column that the entity does not map, and a replica has to
 * live with the columns of a newer schema.
 */
@ApplicationScoped
public class EntityColumns {
    private final Mutiny.SessionFactory factory;

    EntityColumns(Mutiny.SessionFactory factory) {
        this.factory = factory;
    }

    /**
     * What Hibernate looks for in a result.
     *
     * @param name the name by which it does, as SQL has to spell it
     * @param expression what it is in a row of the table
     */
    public record Column(String name, String expression) {}

    /**
     * The key first.
     *
     * @param alias the table's in the statement
     */
    public List<Column> of(Class<?> entity, String alias) {
        EntityPersister mapping = ((MappingMetamodel) factory.getMetamodel()).getEntityDescriptor(entity);
        List<Column> columns = new ArrayList<>();
        mapping.getIdentifierMapping().forEachSelectable((index, key) -> columns.add(column(key, alias)));
        mapping.forEachSelectable((index, attribute) -> columns.add(column(attribute, alias)));
        return columns.stream().distinct().toList();
    }

    /** A formula is looked for by the name of its attribute. */
    private static Column column(SelectableMapping mapping, String alias) {
        String expression = mapping.getSelectionExpression();
        return mapping.isFormula()
                ? new Column(
                        '"' + ((BasicValuedModelPart) mapping).getFetchableName() + '"',
                        expression.replace(Template.TEMPLATE, alias))
                : new Column(expression, alias + "." + expression);
    }
}
