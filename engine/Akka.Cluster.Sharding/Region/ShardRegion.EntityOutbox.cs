using Akka.Actor;

namespace Akka.Cluster.Sharding;

public sealed partial class ShardRegion
{
    /// <summary>
    /// Messages on their way to entities. Ten thousand entities do not fit into the processor's caches: so their routes are looked up for some messages at once, one
    /// after the other without anything between, which lets the processor fetch them side by side, and the mailboxes are touched only after that.
    /// </summary>
    /// <remarks>The region's other messages are handled when this is empty: no way is opened or closed meanwhile.</remarks>
    private sealed class EntityOutbox(ShardRegion region) : Outbox
    {
        private readonly Letter?[] _letters = new Letter?[Size];
        private readonly EntityRoute?[] _routes = new EntityRoute?[Size];
        private int _count;

        /// <summary>Takes over a message as it came to the region.</summary>
        public void Add(Letter letter)
        {
            _letters[_count] = letter;
            if (++_count == Size) Flush();
        }

        public override void Flush()
        {
            var count = _count;
            _count = 0;
            FindRoutes(count);
            for (var i = 0; i < count; i++)
            {
                var letter = _letters[i]!;
                _letters[i] = null;
                if (_routes[i] is not { Direct: { } entity } route || !TryAddress(letter))
                {
                    region.DeliverSlowly(letter);
                    continue;
                }

                if (route.Used != region._sweep) route.Used = region._sweep;
                Pass(entity, letter);
            }

            base.Flush();
        }

        private void FindRoutes(int count)
        {
            var entities = region._entities;
            for (var i = 0; i < count; i++)
            {
                EntityRoute? route = null;
                try
                {
                    if (region.IdOf(_letters[i]!.Message) is { } id && entities.TryGetValue(id, out route)) route.FetchToTell();
                }
                catch (Exception)
                {
                    // An extractor that fails does so again on the slow way, which reports it.
                }

                _routes[i] = route;
            }
        }

        // The letter goes on, with what is in its message when the entity is to get that. False when the extractor fails, which the slow way reports.
        private bool TryAddress(Letter letter)
        {
            var message = letter.Message;
            if (message is ShardingEnvelope envelope)
            {
                letter.Message = envelope.Message;
                return true;
            }

            try
            {
                var content = region._extractor.EntityMessage(message);
                if (!ReferenceEquals(content, message)) letter.Message = content;
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
