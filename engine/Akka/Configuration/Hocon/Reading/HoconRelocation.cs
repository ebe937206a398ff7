namespace Akka.Configuration.Hocon;

/// <summary>Copies an included document so that its substitutions are looked up below the key it was included under, then from the root.</summary>
internal static class HoconRelocation
{
    public static HoconFields Move(HoconFields fields, string[] under)
    {
        if (!fields.HasSubstitution) return fields;
        var moved = new HoconFields(fields.Origin);
        foreach (var (key, value) in fields.Fields) moved.Set(key, Move(value, under));
        moved.Seal();
        return moved;
    }

    private static HoconNode Move(HoconNode node, string[] under)
    {
        if (!node.HasSubstitution) return node;
        switch (node)
        {
            case HoconFields fields:
                return Move(fields, under);
            case HoconList list:
                return Move(list, under);
            case HoconReference reference:
                return Move(reference, under);
            case HoconAppend append:
                // What a key was before is what that very key was before, wherever it is moved to.
                var before = append.Before;
                return new HoconAppend(new HoconReference([.. under, .. before.Path], before.IsOptional, before.Origin), Move(append.Added, under));
            case HoconConcatenation parts:
                return new HoconConcatenation([.. parts.Parts.Select(p => Move(p, under))], parts.Origin);
            case HoconStack stack:
                return new HoconStack([.. stack.NewestFirst.Select(n => Move(n, under))]);
            default:
                return node;
        }
    }

    private static HoconList Move(HoconList list, string[] under)
    {
        if (!list.HasSubstitution) return list;
        var moved = new HoconList(list.Origin);
        foreach (var item in list.Items) moved.Add(Move(item, under));
        return moved;
    }

    private static HoconReference Move(HoconReference reference, string[] under) =>
        new(reference.Path, reference.IsOptional, reference.Origin, [under, .. reference.Within]);
}
