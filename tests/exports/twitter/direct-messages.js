window.YTD.direct_messages.part0 = [ {
  "dmConversation" : {
    "conversationId" : "11-22",
    "messages" : [ {
      "messageCreate" : {
        "recipientId" : "11", "reactions" : [ ], "urls" : [ ], "text" : "ادفع والا انشر", "mediaUrls" : [ ],
        "senderId" : "22", "id" : "3", "createdAt" : "2025-02-28T09:06:10.123Z"
      }
    }, {
      "messageCreate" : {
        "recipientId" : "22", "text" : "شوف", "mediaUrls" : [ "https://ton.twitter.com/dm/1.jpg" ],
        "senderId" : "11", "id" : "2", "createdAt" : "2025-02-28T09:05:10.123Z"
      }
    } ]
  }
}, {
  "dmConversation" : {
    "conversationId" : "99",
    "messages" : [ {
      "messageCreate" : { "text" : "هلا", "mediaUrls" : [ ], "senderId" : "11", "id" : "5", "createdAt" : "2025-03-01T10:00:05.000Z" }
    }, {
      "conversationNameUpdate" : { "initiatingUserId" : "22", "name" : "الشباب", "createdAt" : "2025-03-01T10:00:01.000Z" }
    }, {
      "joinConversation" : { "initiatingUserId" : "22", "participantsSnapshot" : [ "11", "22" ], "createdAt" : "2025-03-01T10:00:00.000Z" }
    } ]
  }
} ]
