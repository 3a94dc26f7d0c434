using Sferum.Files;

namespace Sferum.Calls;

/// <summary>Groups, the quick poll, the board, what one shows of oneself and what browsers say to each other, as they stand on the wire.</summary>
internal static class CallPartsWire
{
    public static GroupsDto Groups(GroupsState groups) => new(
        groups.Count, groups.Open, groups.EndsAt?.ToUnixTimeMilliseconds(), groups.Message is { } message ? new GroupMessageDto(message.Text, message.At) : null);

    public static LeadGroups? Groups(LeadGroupsDto? asked) => asked is null ? null : new LeadGroups
    {
        Count = asked.Count ?? 0,
        Random = asked.Random ?? false,
        Group = asked.Group ?? 0,
        Minutes = asked.Minutes,
        Text = asked.Text,
    };

    public static CallPollDto Poll(CallPollState poll) => new()
    {
        Number = poll.Number,
        Question = poll.Question,
        Options = poll.Options,
        Closed = poll.Closed,
        Shown = poll.Shown,
        Answered = poll.Answered,
        Counts = poll.Counts,
        Mine = poll.Mine,
    };

    public static LeadPoll? Poll(LeadPollDto? asked) => asked is { Question: { } question, Options: { } options } && options.All(static o => o is not null)
        ? new LeadPoll(question, [.. options.OfType<string>()])
        : null;

    public static DirectWordDto Direct(DirectWord word, string kind) => new(
        word.From.Value, word.Epoch, kind, word.Sdp, word.Candidates.Count == 0 ? null : [.. word.Candidates.Select(static c => new CandidateDto(c.Candidate, c.Mid, c.LineIndex))]);

    public static BoardStateDto Board(BoardState board) => new()
    {
        Number = board.Number,
        All = board.All,
        Picture = board.Picture?.Value,
        Life = board.Life,
        Rev = board.Rev,
    };

    public static BoardPieceDto Board(BoardPiece piece) => new(piece.Board, piece.Life, piece.From, piece.Rev, piece.More, piece.Elements);

    public static LeadBoard? Board(LeadBoardDto? asked) => asked is null ? null : new LeadBoard(asked.Picture is { } picture ? new FileId(picture) : null);

    public static OwnSeat Own(SetSeatRequest request) => new()
    {
        Microphone = request.Microphone,
        Camera = request.Camera,
        Hand = request.Hand,
        Reaction = request.Reaction,
        Answer = request.Answer is { } answer ? new PollAnswer(answer.Poll, answer.Option) : null,
    };
}
