using System.Text;
using Akka.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Writes the names of one table into the section of a mapping. Names that are null are left out.</summary>
internal readonly struct MappingSection(StringBuilder sb, string table)
{
    public void Add(string key, string? name)
    {
        if (name is not null) sb.AppendLine($"{table}.{key} = {name.ToHocon()}");
    }

    public void Add(string key, bool value) => sb.AppendLine($"{table}.{key} = {value.ToHocon()}");
}
