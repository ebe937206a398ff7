using System.Globalization;
using Akka.Simulation;

namespace Simulation.PubSub;

/// <summary>A published message.</summary>
/// <param name="Number">Its number in the world.</param>
/// <param name="Publisher">Which life of which node published it.</param>
/// <param name="Topic">The topic's number.</param>
internal sealed record Letter(int Number, string Publisher, int Topic)
{
    /// <summary>As it crosses nodes.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Publisher} {Topic}");

    public static Letter Parse(string text)
    {
        var parts = text.Split(' ');
        return new Letter(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}

/// <summary>Who has got what, and what must hold about it at every moment.</summary>
internal sealed class PubSubBook(SimulatedWorld world)
{
    private readonly HashSet<(int Letter, string Recipient)> _deliveries = [];
    private readonly Dictionary<(string Publisher, string Actor), int> _last = [];
    private readonly Dictionary<int, int> _counts = [];
    private int _letters;

    public Letter Write(string publisher, int topic) => new(++_letters, publisher, topic);

    public int DeliveriesOf(int number) => _counts.GetValueOrDefault(number);

    /// <param name="letter">The message.</param>
    /// <param name="actor">Who got it.</param>
    /// <param name="recipient">What may get it once: the actor, or its group.</param>
    /// <param name="isSubscribed">Whether the actor is subscribed, as far as it knows.</param>
    public void Delivered(Letter letter, string actor, string recipient, bool isSubscribed)
    {
        world.Require(isSubscribed, "nothing comes after the answer to an unsubscription", $"message {letter.Number} for {actor}");
        world.Require(_deliveries.Add((letter.Number, recipient)), "at most once", $"message {letter.Number} for {recipient} again, at {actor}");
        world.Require(letter.Number > _last.GetValueOrDefault((letter.Publisher, actor)), "in order", $"message {letter.Number} of {letter.Publisher} at {actor} behind {_last.GetValueOrDefault((letter.Publisher, actor))}");
        _last[(letter.Publisher, actor)] = letter.Number;
        _counts[letter.Number] = _counts.GetValueOrDefault(letter.Number) + 1;
    }
}
