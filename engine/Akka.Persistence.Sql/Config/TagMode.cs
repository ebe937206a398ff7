namespace Akka.Persistence.Sql.Config;

/// <summary>Where the tags of an event are stored.</summary>
public enum TagMode
{
    /// <summary>In the <c>tags</c> column of the journal table, separated by <c>tag-separator</c>.</summary>
    Csv = 0,

    /// <summary>In a table of their own, one row per tag. This is the default.</summary>
    TagTable = 1,

    /// <summary>In both places, for the time of a migration from one to the other.</summary>
    Both = 2,
}
