using System.Globalization;
using CsCheck;
using Sferum.Files;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>The board of a session: who opens it, who draws, what it bears, and that it becomes the same in whatever order it is told.</summary>
public sealed class Drawing_on_the_board
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Changes of few elements with few versions and nonces: most of them meet.</summary>
    private static readonly Gen<BoardElement[]> Changes =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int[0, 2], static (id, version, nonce, what) =>
            new BoardElement(id.ToString(CultureInfo.InvariantCulture), version, nonce, new string('x', what + 1))).Array[1, 40];

    private readonly PersonId _teacher = Person(1);
    private readonly PersonId _student = Person(2);
    private readonly StoredCall _call = new() { StartedAt = Now.ToUnixTimeMilliseconds() };

    public Drawing_on_the_board()
    {
        Enter(_teacher, leads: true);
        Enter(_student);
    }

    [Fact]
    public void Whatever_comes_twice_late_or_in_another_order_makes_the_same_board() =>
        Gen.Select(Changes, Gen.Int[0, 1000], Gen.Int[1, 7]).Sample(static (changes, seed, atOnce) =>
        {
            var (one, other) = (new StoredBoard(), new StoredBoard());
            foreach (var change in changes)
            {
                BoardDrawing.Draw(one, [change]);
            }

            var shuffled = changes.Concat(changes.Take(5)).ToArray();
            new Random(seed).Shuffle(shuffled);
            foreach (var together in shuffled.Chunk(atOnce))
            {
                BoardDrawing.Draw(other, together);
            }

            return Seen(one).SequenceEqual(Seen(other)) && one.Size == other.Size && one.Size == one.Elements.Values.Sum(static e => e.Element.Json.Length);
        });

    [Fact]
    public void Whoever_asks_from_any_revision_on_gets_what_came_after_it_and_nothing_else() =>
        Gen.Select(Changes, Gen.Int[0, 40]).Sample(static (changes, upTo) =>
        {
            var board = new StoredBoard();
            foreach (var change in changes.Take(upTo))
            {
                BoardDrawing.Draw(board, [change]);
            }

            var (before, known) = (board.Copy(), board.Rev);
            foreach (var change in changes.Skip(upTo))
            {
                BoardDrawing.Draw(board, [change]);
            }

            var changed = board.Elements.Where(e => before.Elements.GetValueOrDefault(e.Key) != e.Value).Select(static e => e.Value.Element.Json);
            var asked = BoardDrawing.Since(board, known);
            return asked.Rev == board.Rev && !asked.More && asked.Elements.Order(StringComparer.Ordinal).SequenceEqual(changed.Order(StringComparer.Ordinal));
        });

    [Fact]
    public void The_higher_version_stays_and_of_equal_ones_the_smaller_nonce()
    {
        var board = new StoredBoard();
        Assert.Null(BoardDrawing.Draw(board, [Element("a", version: 2, nonce: 5)]));
        Assert.Null(BoardDrawing.Draw(board, [Element("a", version: 1, nonce: 1)]));
        Assert.Equal((2, 5), Version(board, "a"));
        BoardDrawing.Draw(board, [Element("a", version: 2, nonce: 4)]);
        Assert.Equal((2, 4), Version(board, "a"));
        BoardDrawing.Draw(board, [Element("a", version: 3, nonce: 9)]);
        Assert.Equal((3, 9), Version(board, "a"));
    }

    [Fact]
    public void A_board_comes_in_pieces()
    {
        var board = new StoredBoard { Number = 1, Life = 7 };
        for (var i = 0; i < 5; i++)
        {
            BoardDrawing.Draw(board, [Element($"{i}", size: 20_000)]);
        }

        var first = BoardDrawing.Since(board, 0);
        Assert.Equal((2, true, 0L, 2L), (first.Elements.Count, first.More, first.From, first.Rev));
        var second = BoardDrawing.Since(board, first.Rev);
        var third = BoardDrawing.Since(board, second.Rev);
        Assert.Equal((1, false, 5L), (third.Elements.Count, third.More, third.Rev));
    }

    [Fact]
    public void A_board_is_bounded_and_a_full_one_can_still_be_wiped()
    {
        var board = new StoredBoard();
        Assert.Null(BoardDrawing.Draw(board, [.. Enumerable.Range(0, CallLimits.Elements).Select(static i => Element($"{i}", size: 500))]));
        Assert.Equal(Refusals.BoardFull, BoardDrawing.Draw(board, [Element("one more")]));
        Assert.Equal(Refusals.BoardFull, BoardDrawing.Draw(board, [.. Enumerable.Range(0, 3).Select(static i => Element($"{i}", version: 2, size: CallLimits.Element))]));
        Assert.Null(BoardDrawing.Draw(board, [Element("0", version: 2, size: 10)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"id":"a","type":"line","version":1}""")]
    [InlineData("""{"id":"","type":"line","version":1,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"line","version":0,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"line","version":-1,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"line","version":99999999999,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"embeddable","version":1,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"iframe","version":1,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"image","version":1,"versionNonce":1}""")]
    [InlineData("""{"id":"a","type":"line","version":1,"versionNonce":1,"link":"https://example.org"}""")]
    [InlineData("""{"id":"a","type":"line","version":1,"versionNonce":1,"customData":{}}""")]
    public void What_is_no_element_or_leads_elsewhere_is_refused(string json) => Assert.True(BoardDrawing.Read(json).IsRefused(out _));

    [Fact]
    public void An_element_that_is_too_large_is_refused_in_words_of_its_own()
    {
        var json = $$"""{"id":"a","type":"line","version":1,"versionNonce":1,"link":null,"text":"{{new string('x', CallLimits.Element)}}"}""";
        Assert.True(BoardDrawing.Read(json).IsRefused(out var refusal));
        Assert.Equal(Refusals.ElementTooLarge, refusal);
    }

    [Fact]
    public void It_opens_with_drawing_locked_and_all_draw_when_the_leader_allows_it()
    {
        Assert.Equal(Refusals.NoBoard, CallBoard.MayDraw(_call, _teacher, 1));
        Lead(new LeadCall(CallAct.OpenBoard));
        Assert.Null(CallBoard.MayDraw(_call, _teacher, 1));
        Assert.Null(CallBoard.MaySee(_call, _student, 1));
        Assert.Equal(Refusals.DrawingLocked, CallBoard.MayDraw(_call, _student, 1));

        Lead(new LeadCall(CallAct.Lock, On: false, Locks: CallLocks.Draw));
        Assert.Null(CallBoard.MayDraw(_call, _student, 1));
        Assert.True(CallBoard.State(_call)!.All);

        Lead(new LeadCall(CallAct.OpenBoard, On: false));
        Assert.Equal(Refusals.NoBoard, CallBoard.MaySee(_call, _student, 1));
        Lead(new LeadCall(CallAct.OpenBoard));
        Assert.Equal(Refusals.DrawingLocked, CallBoard.MayDraw(_call, _student, 1));
    }

    [Theory]
    [InlineData(CallAct.OpenBoard)]
    [InlineData(CallAct.ClearBoard)]
    [InlineData(CallAct.ShowPicture)]
    public void Students_neither_open_nor_clear_it_nor_put_a_picture_there(CallAct act) =>
        Assert.Equal(Refusals.NotLeading, CallLead.May(_call, _student, new LeadCall(act) { Board = new LeadBoard(FileId.New()) }));

    [Fact]
    public void Whoever_only_listens_is_not_in_or_has_been_taken_out_draws_nothing()
    {
        OpenToAll();
        Assert.Equal(Refusals.NotInCall, CallBoard.MayDraw(_call, Person(9), 1));
        Assert.Equal(Refusals.NotInCall, CallBoard.MaySee(_call, Person(9), 1));
        _call.Seats[_student].Listens = true;
        Assert.Equal(Refusals.ListensOnly, CallBoard.MayDraw(_call, _student, 1));
        _call.Seats[_student].Listens = false;
        Lead(new LeadCall(CallAct.Remove, _student));
        Assert.Equal(Refusals.NotInCall, CallBoard.MaySee(_call, _student, 1));
    }

    [Fact]
    public void While_nobody_leads_nobody_draws()
    {
        OpenToAll();
        CallPeople.Leave(_call, _teacher, Now, new CallTurn());
        Assert.Equal(Refusals.DrawingLocked, CallBoard.MayDraw(_call, _student, 1));
        Assert.False(CallBoard.State(_call)!.All);
    }

    [Fact]
    public void An_emptied_board_is_another_and_what_was_meant_for_the_former_is_refused()
    {
        OpenToAll();
        Lead(new LeadCall(CallAct.ShowPicture) { Board = new LeadBoard(FileId.New()) });
        Assert.NotNull(CallBoard.State(_call)!.Picture);
        Lead(new LeadCall(CallAct.ClearBoard));
        Assert.Null(CallBoard.State(_call)!.Picture);
        Assert.Equal(Refusals.NoBoard, CallBoard.MayDraw(_call, _student, 1));
        Assert.Null(CallBoard.MayDraw(_call, _student, 2));
    }

    [Fact]
    public void Without_an_open_board_there_is_nothing_to_clear_and_no_place_for_a_picture()
    {
        Assert.Equal(Refusals.NoBoard, CallLead.May(_call, _teacher, new LeadCall(CallAct.ClearBoard)));
        Assert.Equal(Refusals.NoBoard, CallLead.May(_call, _teacher, new LeadCall(CallAct.ShowPicture) { Board = new LeadBoard(FileId.New()) }));
        Lead(new LeadCall(CallAct.OpenBoard));
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, new LeadCall(CallAct.ShowPicture)));
    }

    private static PersonId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static BoardElement Element(string id, int version = 1, int nonce = 1, int size = 1) => new(id, version, nonce, new string('x', size));

    private static (int Version, int Nonce) Version(StoredBoard board, string id) => (board.Elements[id].Element.Version, board.Elements[id].Element.Nonce);

    private static IEnumerable<BoardElement> Seen(StoredBoard board) => board.Elements.Values.Select(static e => e.Element).OrderBy(static e => e.Id, StringComparer.Ordinal);

    private void OpenToAll()
    {
        Lead(new LeadCall(CallAct.OpenBoard));
        Lead(new LeadCall(CallAct.Lock, On: false, Locks: CallLocks.Draw));
    }

    private void Enter(PersonId person, bool leads = false) => Assert.Null(CallPeople.Enter(
        _call, new PersonName(person, "x", leads ? Role.ClassTeacher : Role.Student), leads, listens: false, new JoinCall(new CallLine("g", null!, "1"), true, true), Now, new CallTurn()));

    private void Lead(LeadCall command)
    {
        Assert.Null(CallLead.May(_call, _teacher, command));
        CallLead.Lead(_call, command, Now, new CallTurn());
    }
}
