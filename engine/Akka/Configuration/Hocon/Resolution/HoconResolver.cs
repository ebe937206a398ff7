using System.Runtime.CompilerServices;

namespace Akka.Configuration.Hocon;

/// <summary>
/// Resolves the substitutions that one look-up meets. A substitution means the final value at its path; where that leads back to a value
/// that is being resolved, it means what that key was given before (an older value in the same document, or a lower layer).
/// A list of nodes stands for a value: either objects to be merged, strongest first, or one node that is none; empty for no value.
/// </summary>
internal sealed class HoconResolver(HoconScope scope)
{
    private readonly List<HoconDelayed> _running = [];
    private int _steps;

    // The lowest place among the running ones that was looked behind: results found meanwhile hold only for as long as it runs.
    private int _lookedBehind = int.MaxValue;
    private string? _cycle;

    public HoconNode[]? Find(IReadOnlyList<string> path)
    {
        if (path.Count == 0) return null;
        var view = scope.Root.Nodes;
        foreach (var key in path)
        {
            view = Child(view, key);
            if (view.Length == 0) return null;
        }
        return view;
    }

    public HoconNode[] Child(HoconNode[] objects, string key)
    {
        var view = new List<HoconNode>(objects.Length);
        foreach (var node in objects)
            if (node is HoconFields fields && fields.TryGet(key, out var child) && !Add(child, view)) break;
        return [.. view];
    }

    public HoconNode[] Resolve(HoconNode node)
    {
        var view = new List<HoconNode>();
        Add(node, view);
        return [.. view];
    }

    // Adds what a node contributes below what is in the view already; false when nothing below it can be seen.
    private bool Add(HoconNode node, List<HoconNode> view)
    {
        if (++_steps > HoconLimits.Steps) throw ConfigurationException.Limit($"{node.Origin}: the substitutions take more than {HoconLimits.Steps} steps to resolve.");
        switch (node)
        {
            case HoconFields:
                if (!view.Contains(node)) view.Add(node);
                return true;
            case HoconStack stack:
                foreach (var older in stack.NewestFirst)
                    if (!Add(older, view)) return false;
                return true;
            case HoconDelayed delayed:
                var at = _running.IndexOf(delayed);
                if (at >= 0)
                {
                    LookBehind(at);
                    view.Clear();
                    return true;
                }
                foreach (var part in Evaluate(delayed))
                    if (!Add(part, view)) return false;
                return true;
            default:
                if (view.Count == 0) view.Add(node);
                return false;
        }
    }

    private HoconNode[] Evaluate(HoconDelayed delayed)
    {
        if (scope.Resolved.TryGetValue(delayed, out var known)) return known;
        if (_running.Count >= HoconLimits.SubstitutionDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw ConfigurationException.Limit($"{delayed.Origin}: more than {_running.Count} substitutions refer to each other in one chain.");
        var at = _running.Count;
        _running.Add(delayed);
        var value = delayed switch
        {
            HoconReference reference => Follow(reference),
            HoconAppend append => Append(append),
            HoconConcatenation concatenation => HoconJoin.Join(concatenation, Resolve),
            _ => throw new InvalidOperationException($"{delayed.GetType()} is not evaluated by itself"),
        };
        _running.RemoveAt(at);
        if (_lookedBehind < at) return value;
        _lookedBehind = int.MaxValue;
        return scope.Resolved.GetOrAdd(delayed, value);
    }

    private HoconNode[] Follow(HoconReference reference)
    {
        var cycle = _cycle;
        _cycle = null;
        for (var within = reference.Within.Length; within >= 0; within--)
            if (Find([.. reference.Within.Take(within).SelectMany(k => k), .. reference.Path]) is { } found)
            {
                _cycle = cycle;
                return found;
            }
        if (Environment.GetEnvironmentVariable(reference.Text) is { } variable)
            return [new HoconText(variable, new HoconOrigin($"environment variable {reference.Text}", 0, 0))];
        if (reference.IsOptional) return [];
        throw new ConfigurationException(_cycle is null
            ? $"{reference.Origin}: the substitution ${{{reference.Text}}} stands for nothing: there is no such key, and no environment variable of that name. " +
              $"Give the key a value, or write ${{?{reference.Text}}} if it may be missing."
            : $"{reference.Origin}: the substitution ${{{reference.Text}}} refers to itself: {_cycle}.");
    }

    private HoconNode[] Append(HoconAppend append)
    {
        var before = Resolve(append.Before);
        if (before is [] or [HoconNull]) return [append.Added];
        var list = new HoconList(append.Origin);
        list.AddAll(HoconJoin.AsList(before) ?? throw new ConfigurationException(
            $"{append.Origin}: '{append.Before.Text} += ...' adds to a list, but '{append.Before.Text}' is of another kind ({before[0].Kind}, at {before[0].Origin})."));
        list.AddAll(append.Added);
        list.Seal();
        return [list];
    }

    private void LookBehind(int at)
    {
        _lookedBehind = Math.Min(_lookedBehind, at);
        var chain = _running.Skip(at).OfType<HoconReference>().Select(r => r.Text).ToList();
        if (chain.Count > 0) _cycle ??= string.Join(" -> ", chain.Append(chain[0]));
    }
}
