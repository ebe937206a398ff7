using System.Text;
using Akka.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Writes the names of one table into the section of a mapping. Names that are null are left out.</summary>
internal readonly struct MappingSection(StringBuilder sb, string table)
{
    /// <summary>The section of a mapping, whose tables <paramref name="appendTables"/> writes.</summary>
    public static void Append(StringBuilder sb, DatabaseMapping mapping, string? schemaName, Action appendTables)
    {
        sb.AppendLine($"table-mapping = {mapping.Name()}");
        sb.AppendLine($"{mapping.Name()} {{");
        if (schemaName is not null) sb.AppendLine($"schema-name = {schemaName.ToHocon()}");
        appendTables();
        sb.AppendLine("}");
    }

    public void Add(string key, string? name)
    {
        if (name is not null) sb.AppendLine($"{table}.{key} = {name.ToHocon()}");
    }

    public void Add(string key, bool value) => sb.AppendLine($"{table}.{key} = {value.ToHocon()}");
}
